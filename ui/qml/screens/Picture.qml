import QtQuick
import "../theme"
import "../components"
import "parts"

// The picture that was taken, straightened: keep it, turn it, or take it again.
Screen {
    id: screen

    readonly property bool doubtful: vm.capture.doubt !== ""
    readonly property string doubt: doubtful ? say["picture.doubt"].replace("{why}", vm.capture.doubt) : ""

    // Large words fill their column in a low window; the picture stands beside them, above its buttons.
    readonly property bool beside: !Theme.portrait && Theme.large

    title: vm.capture.keeping ? say["picture.keeping"] : say["picture.title"]
    lead: vm.capture.name

    TakenPicture {
        objectName: "shot"
        width: parent.width
        visible: !screen.beside
        free: screen.free - (hint.visible && Theme.portrait ? hint.height + 2 * Theme.space24 : 0)
        vm: screen.vm
        doubt: screen.doubt
    }

    AdvicePanel {
        width: parent.width
        visible: screen.doubtful && screen.beside
        words: screen.doubt
        tone: "warn"
    }

    aside: [
        TakenPicture {
            width: parent.width
            visible: screen.beside
            free: screen.sideRoom
            vm: screen.vm
            doubt: screen.doubt
        },
        AdvicePanel {
            width: parent.width
            visible: screen.doubtful && !Theme.portrait && !screen.beside
            words: screen.doubt
            pictogram: "warning"
            tone: "warn"
        },
        TextLabel {
            id: hint
            width: parent.width
            visible: !Theme.large
            text: screen.say["picture.hint"]
            tone: "muted"
        }
    ]

    actions: [
        SecondaryButton {
            objectName: "again"
            visible: !screen.vm.capture.keeping
            text: screen.say["picture.again"]
            pictogram: "camera"
            onClicked: screen.vm.visit.deny()
        },
        SecondaryButton {
            objectName: "turn"
            visible: !screen.vm.capture.keeping
            text: screen.say["picture.turn"]
            pictogram: "refresh"
            onClicked: screen.vm.capture.turn()
        },
        PrimaryButton {
            objectName: "keep"
            enabled: !screen.vm.capture.keeping
            text: screen.say["picture.keep"]
            onClicked: screen.vm.visit.confirm()
        }
    ]
}
