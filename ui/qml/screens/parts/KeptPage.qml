import QtQuick
import Doorstep
import "../../theme"
import "../../components"

// One page that is kept, small, with its number; one from an earlier visit is sealed and has no picture any more.
Panel {
    id: root

    required property var modelData
    property string title: ""
    property string note: ""
    property string removeText: ""
    property alias image: picture.image

    signal removed

    tone: "accent"
    implicitHeight: column.implicitHeight + 2 * Theme.space16

    Column {
        id: column
        x: Theme.space16
        y: Theme.space16
        width: parent.width - 2 * Theme.space16
        spacing: Theme.space8

        Item {
            width: parent.width
            height: Theme.portrait ? (Theme.large ? 220 : 280) : Theme.large ? 80 : 150

            PaintedPicture {
                id: picture
                anchors.fill: parent
                visible: root.note === ""
            }

            Pictogram {
                visible: root.note !== ""
                anchors.centerIn: parent
                name: "lock"
                size: Math.min(120, parent.height)
            }
        }

        TextLabel {
            width: parent.width
            text: root.note === "" ? root.title : root.title + "　" + root.note
            size: "s"
            strong: true
            align: "center"
        }

        SecondaryButton {
            objectName: "remove-" + root.modelData.number
            width: parent.width
            text: root.removeText
            pictogram: "cross"
            Accessible.name: root.title + " " + text
            onClicked: root.removed()
        }
    }
}
