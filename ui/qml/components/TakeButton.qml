import QtQuick
import "../theme"

// The one thing to do at a camera: a round shutter in a round button, larger than any other.
Touchable {
    id: root

    readonly property bool primary: true
    readonly property color front: enabled ? Theme.accentInk : Theme.muted

    rest: enabled ? Theme.accent : Theme.sunk
    pressedFill: Theme.accentPressed
    edge: enabled ? Theme.accent : Theme.line
    radius: height / 2
    horizontalPadding: Theme.space24
    implicitHeight: Math.round((Theme.portrait ? 168 : 136) * Theme.edge)
    contentItem: Item {
        implicitWidth: shutter.width + word.implicitWidth + Theme.space24
        implicitHeight: shutter.height

        Rectangle {
            id: shutter
            x: (parent.width - parent.implicitWidth) / 2
            anchors.verticalCenter: parent.verticalCenter
            width: Math.round(root.height * 0.72)
            height: width
            radius: width / 2
            color: root.front

            Pictogram {
                anchors.centerIn: parent
                name: "camera"
                size: Math.round(parent.width * 0.62)
                color: root.rest
            }
        }

        TextLabel {
            id: word
            x: shutter.x + shutter.width + Theme.space24
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            size: "xl"
            strong: true
            wrapMode: Text.NoWrap
            color: root.front
            Accessible.ignored: true
        }
    }
}
