import QtQuick
import "../theme"
import "../components"
import "parts"

// The picture that was taken, straightened: keep it, turn it, or take it again.
Screen {
    id: screen

    readonly property bool doubtful: vm.capture.doubt !== ""
    readonly property string doubt: doubtful ? say["picture.doubt"].replace("{why}", vm.capture.doubt) : ""

    title: vm.capture.keeping ? say["picture.keeping"] : say["picture.title"]
    lead: vm.capture.name

    PhotoPanel {
        objectName: "shot"
        width: parent.width
        free: screen.free - (hint.visible && Theme.portrait ? hint.height + 2 * Theme.space24 : 0)
        image: screen.vm.capture.shot
        label: screen.say["picture.view"]
        words: screen.doubt
        pictogram: "warning"
        tone: screen.doubtful ? "warn" : "accent"
    }

    aside: [
        AdvicePanel {
            width: parent.width
            visible: screen.doubtful && !Theme.portrait
            words: screen.doubt
            pictogram: "warning"
            tone: "warn"
        },
        TextLabel {
            id: hint
            width: parent.width
            visible: !Theme.portrait || !Theme.large
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
