import QtQuick
import Doorstep
import "../theme"

// What a camera sees or has taken, with one short line under it in portrait: the picture takes what the line leaves.
Panel {
    id: root

    property alias image: picture.image
    property alias corners: picture.corners
    property string label: ""
    property string words: ""
    property string pictogram: ""
    // The height there is for it on its page.
    property real free: 600
    readonly property bool told: words !== "" && Theme.portrait

    implicitHeight: Theme.portrait ? Math.min(1000, Math.max(420, free)) : Math.max(240, free)
    border.width: Theme.borderState
    border.color: Theme.tone(tone)

    Rectangle {
        x: Theme.borderState
        y: Theme.borderState
        width: parent.width - 2 * Theme.borderState
        height: line.y - y
        radius: Theme.corner - Theme.borderState
        color: "#26221C"
        Accessible.role: Accessible.Graphic
        Accessible.name: root.label

        PaintedPicture {
            id: picture
            anchors.fill: parent
            anchors.margins: Theme.space8
            outline: Theme.normal[root.tone]
        }
    }

    Item {
        id: line
        y: root.height - height - Theme.borderState
        width: root.width
        height: root.told ? Math.max(sign.size, said.height) + 2 * Theme.space16 : 0
        visible: root.told

        Pictogram {
            id: sign
            x: (parent.width - size - Theme.space24 - said.width) / 2
            anchors.verticalCenter: parent.verticalCenter
            name: root.pictogram
            size: Math.round(Math.min(96, Theme.fontXl * 1.5))
            color: Theme.tone(root.tone)
        }

        TextLabel {
            id: said
            x: sign.x + sign.size + Theme.space24
            width: Math.min(implicitWidth, root.width - sign.size - Theme.space24 - 2 * Theme.space32)
            anchors.verticalCenter: parent.verticalCenter
            text: root.words
            size: "xl"
            strong: true
            tone: root.tone
            Accessible.role: Accessible.AlertMessage
        }
    }
}
