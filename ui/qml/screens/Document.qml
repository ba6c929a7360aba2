pragma ComponentBehavior: Bound
import QtQuick
import "../theme"
import "../components"
import "parts"

// What opens the chip of a travel document, written off it: one question a page, and where on it the answer stands.
Screen {
    id: screen

    property string keys: ""
    readonly property string asked: vm.form.fields.length > 0 ? vm.form.fields[0].id : ""

    title: vm.form.title
    remark: vm.form.remark
    lead: vm.form.page === 0 ? say["document.lead"] : ""

    Onward {
        typing: screen.typing
        onTabbed: screen.keys = ""
    }

    Connections {
        target: screen.vm.keyboard
        function onFinished(): void { screen.forceActiveFocus(); }
    }

    Repeater {
        model: screen.vm.form.fields

        Question {
            width: parent ? parent.width : 0
            vm: screen.vm
            alone: true
            onWriting: keys => screen.keys = keys
        }
    }

    aside: [
        DataPage {
            width: parent.width
            visible: !screen.low && !(Theme.large && Theme.portrait)
            maximumHeight: 420
            asked: screen.asked
            label: screen.title
        },
        TextLabel {
            width: parent.width
            visible: !screen.typing
            text: screen.say["document.kept"]
            size: "s"
            tone: "muted"
        }
    ]

    keyboardArea: [
        CodeKeyboard {
            width: parent.width
            visible: screen.keys === "code"
            keyboard: screen.vm.keyboard
        }
    ]

    actions: [
        PrimaryButton {
            objectName: "next"
            text: screen.say["form.next"]
            onClicked: screen.vm.form.next()
        }
    ]
}
