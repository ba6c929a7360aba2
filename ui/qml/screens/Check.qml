pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "parts"

// Everything once more in the person's own words, with a way back to each part, and what they agree to.
Screen {
    id: screen

    title: say["check.title"]
    lead: say["check.lead"]

    TextLabel {
        width: parent.width
        text: screen.vm.check.item
        size: "l"
        strong: true
        tone: "accent"
    }

    Repeater {
        model: screen.vm.check.groups

        CheckGroup {
            width: parent ? parent.width : 0
            editText: screen.say["check.edit"]
            onEdit: page => screen.vm.check.edit(page)
        }
    }

    aside: [
        Banner {
            width: parent.width
            visible: screen.vm.check.deferred !== ""
            title: screen.vm.check.deferred
            tone: "warn"
            pictogram: "clock"
        },
        Banner {
            width: parent.width
            title: screen.say["check.consent.title"]
            body: screen.vm.check.consent
            tone: "accent"
            pictogram: "lock"
        }
    ]

    // Nobody agrees to what they have not been shown: the last page alone has the button that does.
    actions: PrimaryButton {
        readonly property bool last: screen.pager.page + 1 >= screen.pager.pageCount

        objectName: "next"
        text: screen.say[last ? "check.next" : "check.turn"]
        onClicked: last ? screen.vm.visit.confirm() : screen.pager.nextPage()
    }
}
