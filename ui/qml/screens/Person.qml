pragma ComponentBehavior: Bound
import QtQuick
import "../theme"
import "../components"
import "parts"

// The clerk enters who stands here without a card, a question a page; the person is asked afterwards whether it is right.
Screen {
    id: screen

    property string keys: ""

    title: vm.form.title
    remark: vm.form.remark

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

    aside: Banner {
        width: parent.width
        visible: !screen.typing
        title: screen.vm.form.clerk
        body: screen.say["person.duty"]
        tone: "accent"
        pictogram: "person"
    }

    keyboardArea: [
        PinyinKeyboard {
            width: parent.width
            visible: screen.keys === "pinyin"
            keyboard: screen.vm.keyboard
        },
        CodeKeyboard {
            width: parent.width
            visible: screen.keys === "code"
            keyboard: screen.vm.keyboard
        }
    ]

    actions: PrimaryButton {
        objectName: "next"
        text: screen.say["form.next"]
        onClicked: screen.vm.form.next()
    }
}
