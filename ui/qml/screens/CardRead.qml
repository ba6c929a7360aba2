import QtQuick
import "../theme"
import "../components"
import "parts"

// Is this you? The card may be taken out now.
Screen {
    id: screen

    // No card said so: the name is as it was written, and whoever it is looks at every character of it.
    readonly property bool keyed: vm.card.keyed !== ""

    title: vm.card.title
    titleSize: "title"
    titleTone: "done"
    lead: vm.card.lead

    CardScene {
        width: parent.width
        visible: !(Theme.large && Theme.portrait) && !screen.keyed
        tall: Theme.portrait ? (Theme.scale > 1 ? 600 : 800) : 420
        free: screen.free
        vm: screen.vm
    }

    Banner {
        objectName: "by-hand"
        width: parent.width
        visible: screen.keyed
        title: screen.vm.card.keyed
        body: screen.vm.card.note
        tone: "warn"
        pictogram: "pen"
    }

    aside: [
        PersonPanel {
            width: parent.width
            name: screen.vm.card.name
            line1: screen.vm.card.line1
            line2: screen.vm.card.line2
            note: screen.vm.card.expired || screen.keyed ? "" : screen.vm.card.note
        },
        Banner {
            width: parent.width
            visible: screen.vm.card.expired
            body: screen.vm.card.note
            tone: "warn"
            pictogram: "expired"
        }
    ]

    actions: [
        SecondaryButton {
            objectName: "not-me"
            text: screen.say["card.no"]
            pictogram: "cross"
            onClicked: screen.vm.visit.deny()
        },
        PrimaryButton {
            objectName: "me"
            text: screen.say["card.yes"]
            onClicked: screen.vm.visit.confirm()
        }
    ]
}
