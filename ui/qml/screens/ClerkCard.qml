import QtQuick
import "../theme"
import "../components"
import "parts"

// Where the clerk's card goes, what was wrong with it or with its PIN, and that it is to be taken out again.
Screen {
    id: screen

    readonly property string stage: vm.clerk.stage
    readonly property bool wrong: vm.clerk.picture !== ""

    title: vm.clerk.title
    titleSize: "title"
    titleTone: wrong ? "bad" : stage === "done" ? "done" : "ink"
    lead: wrong ? "" : vm.clerk.lead

    KioskScene {
        width: parent.width
        visible: !screen.wrong
        maximumHeight: Math.max(280, Math.min(Theme.portrait ? 800 : 420, screen.free))
        stage: screen.stage
        slot: "social"
        paperText: screen.say["card.scene.paper"]
        socialText: screen.say["clerk.scene.slot"]
        cardText: screen.say["clerk.scene.card"]
        takeText: screen.say["clerk.scene.take"]
    }

    CardFault {
        objectName: "card-fault"
        width: parent.width
        visible: screen.wrong
        maximumHeight: Math.max(200, screen.free - (Theme.portrait ? now.height + Theme.space24 : 0))
        label: screen.title
        fault: screen.vm.clerk.picture
        slot: "social"
        both: false
    }

    aside: [
        TextLabel {
            id: now
            objectName: "what-now"
            width: parent.width
            visible: screen.wrong
            text: screen.vm.clerk.lead
            size: Theme.large && Theme.portrait ? "m" : "l"
            strong: true
        },
        TextLabel {
            width: parent.width
            visible: screen.stage === "insert" || screen.stage === "wrong"
            text: screen.say["clerk.insert.duty"]
            tone: "muted"
        }
    ]
}
