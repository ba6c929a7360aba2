import QtQuick
import "../theme"
import "../components"
import "parts"

// The number first; then the two moments, and whether it is on its way.
Screen {
    id: screen

    readonly property string note: vm.outcome.timeNote
    readonly property string online: vm.outcome.online ? "online" : "offline"

    Outcome {
        width: parent.width
        title: screen.say["submitted.title"]
    }

    NumberPanel {
        width: parent.width
        objectName: "number"
        label: screen.say["submitted.number"]
        number: screen.vm.outcome.number
        note: screen.say["submitted.number.note"]
    }

    aside: [
        SectionHead {
            width: parent.width
            text: screen.vm.outcome.item + "\u3000" + screen.say["submitted.two"]
            size: Theme.large ? "m" : "l"
        },
        TwoMoments {
            width: parent.width
            firstTitle: screen.vm.outcome.collected
            firstBody: screen.say["submitted.collected.body"] + (screen.note === "" || Theme.large ? "" : "\n" + screen.note)
            secondTitle: screen.say["submitted.later"]
            secondBody: screen.say["submitted.later.body"] + (Theme.large ? "" : "\n" + screen.vm.outcome.later)
        },
        TextLabel {
            width: parent.width
            visible: Theme.large
            text: screen.vm.outcome.later + (screen.note === "" ? "" : "\n" + screen.note)
        },
        Banner {
            width: parent.width
            title: screen.say["submitted." + screen.online + ".title"]
            body: screen.say["submitted." + screen.online + ".body"]
            tone: screen.vm.outcome.online ? "done" : "warn"
            pictogram: "envelope"
        }
    ]

    actions: PrimaryButton {
        objectName: "next"
        text: screen.say["submitted.next"]
        onClicked: screen.vm.visit.confirm()
    }
}
