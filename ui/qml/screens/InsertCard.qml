import QtQuick
import "../theme"
import "../components"
import "parts"

// Where the card goes, what went wrong with the last one, and what to do without one.
Screen {
    id: screen

    readonly property string stage: vm.card.stage
    readonly property bool wrong: vm.card.picture !== "" && stage !== "reading"

    title: vm.card.title
    titleSize: "title"
    titleTone: wrong ? "bad" : "ink"
    // What to do now stands large under its picture; only where a card simply goes in it is said at once.
    lead: wrong ? "" : vm.card.lead

    CardScene {
        width: parent.width
        vm: screen.vm
        free: screen.free
        visible: !screen.wrong
    }

    CardFault {
        objectName: "card-fault"
        width: parent.width
        visible: screen.wrong
        maximumHeight: Math.max(200, screen.free - (Theme.portrait ? now.height + Theme.space24 : 0))
        label: screen.title
        fault: screen.vm.card.picture
        slot: screen.vm.card.slot
        both: screen.vm.card.both
    }

    actions: SecondaryButton {
        objectName: "call-clerk"
        visible: screen.vm.card.clerk && screen.stage !== "reading"
        text: screen.say["card.clerk"]
        pictogram: "person"
        onClicked: screen.vm.clerk.ask()
    }

    aside: [
        TextLabel {
            id: now
            objectName: "what-now"
            width: parent.width
            visible: screen.wrong
            text: screen.vm.card.lead
            size: Theme.large && Theme.portrait ? "m" : "l"
            strong: true
        },
        CodePanel {
            width: parent.width
            visible: screen.stage === "closed"
            label: screen.say["fault.code"]
            name: screen.vm.card.faultRemedy
            code: screen.vm.card.faultCode
        },
        Hints {
            width: parent.width
            visible: screen.stage === "insert"
            hints: screen.vm.card.hints
        },
        TextLabel {
            width: parent.width
            visible: screen.vm.card.both && screen.stage !== "reading" && screen.stage !== "closed"
            text: screen.say["card.insert.or_social"]
        },
        TextLabel {
            width: parent.width
            visible: screen.stage !== "reading" && screen.stage !== "closed" && !screen.vm.card.clerk
            text: screen.say["card.insert.none"]
            tone: "muted"
        }
    ]
}
