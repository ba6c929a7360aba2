import QtQuick
import "../theme"
import "../components"
import "parts"

// The paper, or what to do without one; the number is always there.
Screen {
    id: screen

    readonly property string paper: vm.outcome.paper
    readonly property bool fault: vm.outcome.faultCode !== "" || paper === "failed"
    readonly property bool unsure: paper === "uncertain" && !fault

    title: fault ? vm.outcome.faultTitle === "" ? say["receipt.failed.title"] : vm.outcome.faultTitle : say["receipt." + paper + ".title"]
    titleSize: "title"
    titleTone: fault || unsure ? "warn" : paper === "printing" ? "ink" : "done"
    lead: fault ? say["receipt.kept"] : say["receipt." + paper + ".lead"]

    PaperScene {
        width: parent.width
        visible: screen.fault ? !(Theme.large && Theme.portrait) : screen.paper !== "declined"
        stage: screen.paper === "printed" || screen.unsure ? "out" : "printing"
        fault: !screen.fault ? "" : screen.vm.outcome.faultCode === "" ? "failed" : screen.vm.outcome.faultCode.replace(" ", "")
        words: screen.fault ? screen.vm.outcome.faultRemedy : ""
        free: screen.free
    }

    TextLabel {
        width: parent.width
        visible: screen.fault && Theme.large && Theme.portrait
        text: screen.vm.outcome.faultRemedy
    }

    aside: [
        NumberPanel {
            width: parent.width
            objectName: "number"
            label: screen.say[screen.fault || screen.paper === "declined" ? "receipt.number.label" : "submitted.number"]
            labelTone: screen.fault ? "done" : "ink"
            number: screen.vm.outcome.number
            note: screen.say["receipt.number.note"]
        },
        PaperChoices {
            width: parent.width
            visible: screen.fault
            vm: screen.vm
        },
        CodePanel {
            width: parent.width
            visible: screen.vm.outcome.faultCode !== ""
            label: screen.say["receipt.code"]
            name: screen.vm.outcome.faultTitle
            code: screen.vm.outcome.faultCode
        }
    ]

    actions: [
        SecondaryButton {
            objectName: "did-not"
            visible: screen.unsure
            text: screen.say["receipt.did_not"]
            pictogram: "cross"
            onClicked: screen.vm.outcome.answer("did_not")
        },
        PrimaryButton {
            objectName: "came-out"
            visible: screen.unsure
            text: screen.say["receipt.came_out"]
            pictogram: "check"
            onClicked: screen.vm.outcome.answer("came_out")
        },
        SecondaryButton {
            objectName: "copy"
            visible: screen.paper === "printed" && !screen.fault
            text: screen.say["receipt.copy"]
            pictogram: "printer"
            onClicked: screen.vm.outcome.answer("again")
        },
        PrimaryButton {
            objectName: "next"
            visible: !screen.unsure && !screen.fault
            text: screen.say["receipt.next"]
            onClicked: screen.vm.visit.confirm()
        }
    ]
}
