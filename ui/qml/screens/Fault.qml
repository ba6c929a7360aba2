import QtQuick
import "../theme"
import "../components"
import "parts"

// What failed, what is kept, what to do, and the code for whoever repairs it.
Screen {
    id: screen

    title: vm.fault.title
    titleSize: "title"
    titleTone: "warn"
    lead: vm.fault.kept

    RemedyPicture {
        objectName: "remedy"
        width: parent.width
        remedy: screen.vm.fault.picture
        code: screen.vm.fault.code
        words: screen.vm.fault.remedy
        free: Theme.portrait ? screen.pager.room : screen.free
    }

    aside: [
        TextLabel {
            width: parent.width
            text: screen.say["help.window"]
            tone: "muted"
        },
        CodePanel {
            width: parent.width
            label: screen.say["fault.code"]
            name: screen.vm.fault.title
            code: screen.vm.fault.code
        }
    ]

    actions: PrimaryButton {
        objectName: "go-on"
        text: screen.say["fault.next"]
        onClicked: screen.vm.visit.confirm()
    }
}
