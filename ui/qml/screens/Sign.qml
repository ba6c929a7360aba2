import QtQuick
import "../theme"
import "../components"
import "parts"

// A finger's signature, bound to the very page that was read.
Screen {
    id: screen

    title: say["sign.title"]
    titleSize: "title"
    lead: say["sign.lead"]

    SignaturePad {
        id: pad
        objectName: "pad"
        width: parent.width
        implicitHeight: Theme.portrait ? 560 : screen.free < 280 ? 420 : Math.min(420, screen.free)
        prompt: screen.say["sign.prompt"]
        clearText: screen.say["sign.clear"]
    }

    aside: [
        Banner {
            width: parent.width
            visible: screen.vm.sign.empty && pad.empty
            title: screen.say["sign.empty.title"]
            body: screen.say["sign.empty.body"]
            tone: "bad"
            pictogram: "warning"
        },
        TextLabel {
            width: parent.width
            text: screen.vm.check.item
            strong: true
        },
        TextLabel {
            width: parent.width
            text: screen.say["sign.bound"].replace("{seal}", screen.vm.sign.seal)
            size: "s"
            tone: "muted"
        }
    ]

    actions: PrimaryButton {
        objectName: "signed"
        text: screen.say["sign.next"]
        onClicked: screen.vm.sign.done(pad.strokes, pad.height / pad.width)
    }
}
