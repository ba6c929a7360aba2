import QtQuick
import "../components"
import "parts"

// Where the card goes, what went wrong with the last one, and what to do without one.
Screen {
    id: screen

    readonly property string stage: vm.card.stage

    title: vm.card.title
    titleSize: "title"
    titleTone: stage === "wrong" || stage === "closed" ? "bad" : "ink"
    lead: vm.card.lead

    CardScene {
        width: parent.width
        vm: screen.vm
        free: screen.free
        visible: screen.stage !== "closed"
    }

    Banner {
        width: parent.width
        visible: screen.stage === "closed"
        title: screen.vm.card.title
        body: screen.vm.card.lead
        tone: "bad"
        pictogram: "idcard"
    }

    aside: [
        CodePanel {
            width: parent.width
            visible: screen.stage === "closed"
            label: screen.say["fault.code"]
            name: screen.vm.card.faultTitle
            code: screen.vm.card.faultCode
        },
        Hints {
            width: parent.width
            visible: screen.vm.card.hints.length > 0 && screen.stage !== "closed"
            hints: screen.vm.card.hints
        },
        TextLabel {
            width: parent.width
            visible: screen.vm.card.both && screen.stage !== "reading" && screen.stage !== "closed"
            text: screen.say["card.insert.or_social"]
        },
        TextLabel {
            width: parent.width
            visible: screen.stage !== "reading"
            text: screen.say["card.insert.none"]
            tone: "muted"
        },
        SimulatedCards {
            width: parent.width
            vm: screen.vm
            visible: screen.vm.card.simulated && screen.stage !== "reading"
        }
    ]
}
