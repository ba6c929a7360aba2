import QtQuick
import "../theme"

// A language in its own script, with the way in.
Touchable {
    id: root

    property string hint: ""
    property string vertical: ""
    property string verticalHint: ""

    edge: Theme.accent
    edgeWidth: Theme.borderControl
    implicitHeight: Theme.portrait ? 480 : 360
    Accessible.name: text === "" ? vertical : text
    Accessible.description: hint === "" ? verticalHint : hint
    contentItem: Item {
        Column {
            visible: root.vertical === ""
            width: parent.width - 32
            x: 16
            y: Math.max(0, (bar.y - implicitHeight) / 2 + 12)
            spacing: 16

            TextLabel {
                width: parent.width
                text: root.text
                font.pixelSize: Math.round((root.text.length > 3 ? 64 : 92) * Theme.edge)
                strong: true
                align: "center"
                Accessible.ignored: true
            }

            TextLabel {
                width: parent.width
                text: root.hint
                size: "m"
                align: "center"
                Accessible.ignored: true
            }
        }

        Row {
            visible: root.vertical !== ""
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.horizontalCenterOffset: -8
            y: 36
            height: bar.y - y - 20
            spacing: 8

            VerticalLabel {
                text: root.vertical
                pixelSize: Theme.portrait ? 80 : 60
                height: parent.height
                Accessible.ignored: true
            }

            VerticalLabel {
                visible: root.verticalHint !== ""
                text: root.verticalHint
                pixelSize: 42
                height: parent.height
                Accessible.ignored: true
            }
        }

        Rectangle {
            id: bar
            x: 24
            width: parent.width - 48
            height: 96
            y: parent.height - height - 24
            radius: Theme.cornerSmall
            color: root.down ? Theme.accentPressed : Theme.accent

            Pictogram {
                anchors.centerIn: parent
                name: "arrow-right"
                size: 52
                color: Theme.accentInk
            }
        }
    }
}
