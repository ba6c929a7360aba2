import QtQuick
import "../theme"

// A tool at the foot of the Mongolian band: upright glyph, hanging word.
Touchable {
    id: root

    property string pictogram: ""
    property bool active: false

    readonly property color front: active ? Theme.accent : Theme.accentInk

    implicitHeight: Theme.portrait ? 136 : 112
    rest: active ? Theme.accentInk : "transparent"
    pressedFill: Theme.accentPressed
    edge: Theme.accentInk
    edgeWidth: 3
    padding: 0
    contentItem: Item {
        Pictogram {
            name: root.pictogram
            size: 48
            color: root.front
            x: parent.width * 0.26 - size / 2
            anchors.verticalCenter: parent.verticalCenter
        }

        VerticalLabel {
            text: root.text
            pixelSize: Theme.portrait ? 36 : 32
            color: root.front
            x: parent.width * 0.4
            y: 8
            height: parent.height - 16
            Accessible.ignored: true
        }
    }
}
