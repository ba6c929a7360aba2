import QtQuick
import Doorstep
import "../components"

// Are you still there? Forty-five seconds, then everything is wiped.
Notice {
    id: notice

    required property ViewModels vm
    readonly property var say: vm.texts.table

    title: say["warning.title"]
    body: say["warning.body"]
    Component.onCompleted: open()

    Item {
        width: parent.width
        implicitHeight: ring.implicitHeight

        TimeoutRing {
            id: ring
            anchors.horizontalCenter: parent.horizontalCenter
            seconds: notice.vm.visit.warningSeconds
            running: notice.opened
        }
    }

    actions: [
        SecondaryButton {
            objectName: "leave"
            text: notice.say["warning.leave"]
            onClicked: notice.vm.visit.home()
        },
        PrimaryButton {
            objectName: "still-here"
            text: notice.say["warning.still"]
            focus: true
            onClicked: notice.vm.visit.stillHere()
        }
    ]
}
