import QtQuick
import "../components"
import "parts"

// Take card and papers; everything about the person is wiped.
Screen {
    id: screen

    readonly property bool paper: vm.outcome.paper === "printed" && vm.outcome.number !== ""
    readonly property bool card: vm.outcome.cardIn
    readonly property string things: paper && card ? "both" : card ? "card" : paper ? "paper" : "none"

    title: say["leave.title." + things]
    titleSize: "xxl"
    titleTone: "done"
    lead: say["leave.lead"]

    TakeScene {
        width: parent.width
        card: screen.card
        visible: screen.card || screen.paper
        paper: screen.paper
    }

    aside: [
        NumberPanel {
            width: parent.width
            visible: screen.vm.outcome.number !== ""
            label: screen.say["submitted.number"]
            number: screen.vm.outcome.number
        },
        TextLabel {
            width: parent.width
            text: screen.say["leave.wiped"]
            align: "center"
            tone: "muted"
        },
        TextLabel {
            width: parent.width
            text: screen.say["leave.thanks"]
            size: "xl"
            strong: true
            align: "center"
        }
    ]

    actions: PrimaryButton {
        objectName: "took"
        text: screen.say["leave.next"]
        arrow: false
        pictogram: "check"
        onClicked: screen.vm.visit.confirm()
    }
}
