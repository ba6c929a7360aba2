import QtQuick
import "../theme"
import "../components"
import "parts"

// A finger's signature, bound to the very page that was read.
Screen {
    id: screen

    // Large words leave no room under the pad: that there will be no paper is said above it, before anybody signs.
    readonly property bool above: vm.sign.noPaper !== "" && Theme.large && Theme.portrait

    title: say["sign.title"]
    titleSize: "title"
    lead: say[above ? "sign.paper.title" : "sign.lead"]

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
        Banner {
            objectName: "no-paper"
            width: parent.width
            visible: screen.vm.sign.noPaper !== ""
            title: screen.say["sign.paper.title"]
            body: screen.vm.sign.noPaper
            tone: "warn"
            pictogram: "printer"
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
