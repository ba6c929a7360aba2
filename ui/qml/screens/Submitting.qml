import QtQuick
import "../theme"
import "../components"
import "parts"

// The entry is being made durable; the number comes in a moment.
Screen {
    id: screen

    title: say["submitting.title"]
    titleSize: "title"
    lead: say["submitting.lead"]

    Item {
        width: parent.width
        implicitHeight: Theme.portrait ? 600 : 360

        Pictogram {
            id: letter
            anchors.centerIn: parent
            name: "envelope"
            size: 240
            fill: Theme.tintSky

            SequentialAnimation on opacity {
                running: Theme.animated
                loops: Animation.Infinite
                NumberAnimation { from: 1; to: 0.4; duration: Theme.nudgeMs; easing.type: Easing.InOutSine }
                NumberAnimation { from: 0.4; to: 1; duration: Theme.nudgeMs; easing.type: Easing.InOutSine }
            }
        }
    }

    TextLabel {
        width: parent.width
        text: screen.vm.check.item
        size: "l"
        align: "center"
    }
}
