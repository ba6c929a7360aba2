import QtQuick
import "../theme"

// A theme of life: picture over its name, or a full row with examples when wide.
Touchable {
    id: root

    property string pictogram: ""
    property string example: ""
    property bool wide: Theme.large
    // Low windows show three on a page, without their examples.
    readonly property bool low: !Theme.portrait
    readonly property real side: wide ? Theme.u(low ? 80 : 120) : 0

    implicitHeight: wide ? Math.max(low ? side + 2 * Theme.space16 : Theme.u(190), words.implicitHeight + 2 * (low ? Theme.space16 : Theme.space24)) : Math.max(224, words.implicitHeight + 96 + 32 + 8 + 24)
    Accessible.description: example
    contentItem: Item {
        Rectangle {
            id: square
            visible: root.wide
            x: Theme.space32
            anchors.verticalCenter: parent.verticalCenter
            width: root.side
            height: width
            radius: Theme.cornerSmall
            color: Theme.tintSky
            border.width: Theme.tinted ? 0 : Theme.borderSurface
            border.color: Theme.line
        }

        Pictogram {
            name: root.pictogram
            size: root.wide ? Math.round(square.width * 0.7) : 96
            fill: root.wide ? "transparent" : Theme.tintSky
            x: root.wide ? square.x + (square.width - size) / 2 : (parent.width - size) / 2
            y: root.wide ? (parent.height - size) / 2 : 28
        }

        Column {
            id: words
            x: root.wide ? square.x + square.width + Theme.space32 : 16
            width: parent.width - x - (root.wide ? arrow.size + 2 * Theme.space24 : 16)
            y: root.wide ? (parent.height - implicitHeight) / 2 : 28 + 96 + 8 + Math.max(0, (parent.height - 28 - 96 - 8 - 20 - implicitHeight) / 2)

            TextLabel {
                width: parent.width
                text: root.text
                size: "l"
                strong: true
                align: root.wide ? "left" : "center"
                lineHeight: 0.95
                Accessible.ignored: true
            }

            TextLabel {
                width: parent.width
                visible: root.wide && !root.low && text !== ""
                text: root.example
                size: "s"
                tone: "muted"
                Accessible.ignored: true
            }
        }

        Pictogram {
            id: arrow
            visible: root.wide
            name: "arrow-right"
            size: Math.round(48 * Theme.edge)
            x: parent.width - size - Theme.space24
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
