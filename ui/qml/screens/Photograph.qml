import QtQuick
import "../theme"
import "../components"
import "parts"

// A paper under the camera: the live picture, one thing to do about it, and a round button to take it.
Screen {
    id: screen

    readonly property var problem: vm.capture.problem
    readonly property bool blind: problem.title !== undefined
    readonly property var advice: vm.capture.advice
    // Large words fill their column in a low window; the picture stands beside them, above its button.
    readonly property bool beside: !Theme.portrait && Theme.large

    title: say["photograph.title"]
    lead: vm.capture.page > 1 ? say["photograph.page"].replace("{name}", vm.capture.name).replace("{n}", vm.capture.page) : vm.capture.name

    LivePicture {
        objectName: "live"
        width: parent.width
        visible: !screen.blind && !screen.beside
        free: screen.free - (hint.visible && Theme.portrait ? hint.height + 2 * Theme.space24 : 0)
        vm: screen.vm
    }

    AdvicePanel {
        width: parent.width
        visible: !screen.blind && screen.beside
        words: screen.advice.text ?? ""
        tone: screen.advice.tone ?? "accent"
    }

    Banner {
        width: parent.width
        visible: screen.blind
        title: screen.problem.title ?? ""
        body: screen.problem.body ?? ""
        tone: "bad"
        pictogram: screen.problem.pictogram ?? ""
    }

    Pictogram {
        visible: screen.blind && !Theme.large
        anchors.horizontalCenter: parent ? parent.horizontalCenter : undefined
        name: screen.problem.pictogram ?? ""
        size: Theme.portrait ? 320 : 160
        fill: Theme.tintBad
        color: Theme.bad
    }

    aside: [
        LivePicture {
            width: parent.width
            visible: !screen.blind && screen.beside
            free: screen.sideRoom
            vm: screen.vm
        },
        AdvicePanel {
            width: parent.width
            visible: !screen.blind && !Theme.portrait && !screen.beside
            words: screen.advice.text ?? ""
            pictogram: screen.advice.pictogram ?? ""
            tone: screen.advice.tone ?? "accent"
        },
        TextLabel {
            id: hint
            width: parent.width
            visible: screen.blind || !Theme.large
            text: screen.blind ? screen.problem.way : screen.say["photograph.hint"]
            tone: screen.blind ? "ink" : "muted"
        }
    ]

    actions: [
        TakeButton {
            objectName: "take"
            visible: !screen.blind
            enabled: !screen.vm.capture.taking
            text: screen.say["photograph.take"]
            onClicked: screen.vm.capture.take()
        },
        PrimaryButton {
            objectName: "other"
            visible: screen.blind
            text: screen.say["photograph.back"]
            onClicked: screen.vm.visit.back()
        }
    ]
}
