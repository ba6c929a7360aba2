pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "parts"

// The pages of one paper that are kept: one more, one less, or that is all.
Screen {
    id: screen

    title: say["pages.title"].replace("{n}", vm.capture.pages.length)
    lead: vm.capture.name

    Split {
        width: parent.width
        columns: 2

        Repeater {
            model: screen.vm.capture.pages

            KeptPage {
                title: modelData.title
                image: modelData.image
                note: modelData.sealed ? screen.say["pages.sealed"] : ""
                removeText: screen.say["pages.remove"]
                onRemoved: screen.vm.capture.remove(modelData.number)
            }
        }
    }

    aside: TextLabel {
        width: parent.width
        text: screen.vm.capture.full ? screen.say["pages.full"] : screen.say["pages.hint"]
        tone: "muted"
    }

    actions: [
        SecondaryButton {
            objectName: "more"
            visible: !screen.vm.capture.full
            text: screen.say["pages.more"]
            pictogram: "camera"
            onClicked: screen.vm.capture.take()
        },
        PrimaryButton {
            objectName: "done"
            text: screen.say["pages.done"]
            onClicked: screen.vm.visit.confirm()
        }
    ]
}
