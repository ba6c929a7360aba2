import QtQuick
import Doorstep
import "../../theme"
import "../../components"

// No paper: print once it is mended, do without, or another day.
Stack {
    id: root

    required property ViewModels vm
    readonly property var say: vm.texts.table

    spacing: Theme.space16

    SectionHead {
        width: root.width
        text: root.say["receipt.choices"]
    }

    ChoiceButton {
        objectName: "again"
        width: root.width
        selected: true
        text: root.say["receipt.again"]
        pictogram: "bell"
        onClicked: root.vm.outcome.answer("again")
    }

    Split {
        width: root.width

        ChoiceButton {
            objectName: "none"
            text: root.say["receipt.none"]
            pictogram: "check"
            onClicked: root.vm.outcome.answer("none")
        }

        ChoiceButton {
            objectName: "later"
            text: root.say["receipt.later"]
            pictogram: "clock"
            onClicked: root.vm.visit.confirm()
        }
    }
}
