import QtQuick
import "../theme"

// How many of one state.
Panel {
    id: root

    property int count: 0
    property string text: ""
    property string pictogram: tone === "done" ? "check" : tone === "bad" ? "cross" : "warning"

    implicitHeight: Math.max(120, row.implicitHeight + 2 * Theme.space16)

    Row {
        id: row
        anchors.centerIn: parent
        spacing: 12

        Pictogram {
            id: sign
            name: root.pictogram
            size: 48
            color: Theme.tone(root.tone)
            anchors.verticalCenter: parent.verticalCenter
        }

        TextLabel {
            id: digits
            text: root.count
            size: "xl"
            strong: true
            tone: root.tone
        }

        TextLabel {
            width: Math.min(implicitWidth, root.width - 32 - sign.width - digits.width - 2 * row.spacing)
            fitted: true
            text: root.text
            size: "m"
            strong: true
            tone: root.tone
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
