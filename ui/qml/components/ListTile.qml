import QtQuick
import "../theme"

// A thing that can be done, with why one would.
Touchable {
    id: root

    property string why: ""
    property string pictogram: ""

    implicitHeight: Math.max(136, words.implicitHeight + 2 * Theme.space16)
    Accessible.description: why
    contentItem: Item {
        Pictogram {
            id: lead
            visible: root.pictogram !== ""
            name: root.pictogram
            size: Math.round(64 * Theme.edge)
            fill: Theme.tintSky
            x: Theme.space32
            anchors.verticalCenter: parent.verticalCenter
        }

        Column {
            id: words
            x: lead.visible ? lead.x + lead.size + Theme.space24 : Theme.space32
            width: parent.width - x - arrow.size - Theme.space24 - Theme.space16
            anchors.verticalCenter: parent.verticalCenter

            TextLabel {
                width: parent.width
                text: root.text
                size: "m"
                strong: true
                lineHeight: 0.95
                Accessible.ignored: true
            }

            TextLabel {
                width: parent.width
                visible: text !== ""
                text: root.why
                size: "s"
                tone: "muted"
                lineHeight: 0.95
                Accessible.ignored: true
            }
        }

        Pictogram {
            id: arrow
            name: "arrow-right"
            size: Math.round(36 * Theme.edge)
            x: parent.width - size - Theme.space24
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
