import QtQuick
import Doorstep
import "../components"

// How to reach 12345 or the staff, when they are there, and the other ways.
Notice {
    id: notice

    required property ViewModels vm
    readonly property var say: vm.texts.table
    readonly property bool staff: vm.visit.helpTopic === "staff"

    title: say[staff ? "help.staff.title" : "help.hotline.title"]
    body: staff ? say["help.staff.body"].replace("{phone}", vm.visit.phone).replace("{hours}", vm.visit.hours) : say["help.hotline.body"]
    Component.onCompleted: open()

    TextLabel {
        width: parent.width
        visible: notice.staff
        text: notice.say["help.staff.after"]
    }

    TextLabel {
        width: parent.width
        text: notice.say["help.window"]
        tone: "muted"
    }

    actions: PrimaryButton {
        objectName: "help-back"
        text: notice.say["help.back"]
        focus: true
        arrow: false
        onClicked: notice.vm.visit.stillHere()
    }
}
