pragma ComponentBehavior: Bound
import QtQuick
import "../theme"
import "../components"
import "parts"

// One page of the form: what the card said, one question or a small group, the keyboard while one is written in.
Screen {
    id: screen

    property string keys: ""
    property TableQuestion table: null

    title: vm.form.title
    remark: table ? "" : vm.form.remark
    goBack: () => table ? table.close() : vm.visit.back()

    Onward {
        typing: screen.typing
        onTabbed: screen.keys = ""
    }

    function showProblem(): void {
        for (let i = 0; i < questions.count; i++) {
            const question = questions.itemAt(i) as Question;
            if (question && question.modelData.id === vm.form.firstProblem)
                pager.turnTo(question);
        }
    }

    Connections {
        target: screen.vm.keyboard
        function onFinished(): void { screen.forceActiveFocus(); }
    }

    Connections {
        target: screen.vm.form
        function onFieldsChanged(): void {
            screen.pager.page = 0;
            screen.table = null;
        }
        function onProblemsChanged(): void { Qt.callLater(screen.showProblem); }
    }

    Repeater {
        id: questions
        model: screen.vm.form.fields

        Question {
            width: parent ? parent.width : 0
            vm: screen.vm
            alone: questions.count === 1
            onWriting: keys => screen.keys = keys
            onTableOpened: table => screen.table = table
        }
    }

    TextLabel {
        width: parent.width
        visible: screen.table === null && screen.vm.form.locked.length === 0 && screen.vm.form.comesBack
        text: screen.say["form.saved"]
        size: "s"
        tone: "muted"
    }

    asideFirst: true
    aside: LockedPanel {
        width: parent.width
        visible: screen.vm.form.locked.length > 0 && !screen.typing
        title: screen.vm.form.lockedTitle
        rows: Theme.large ? screen.vm.form.locked.slice(0, 2) : screen.vm.form.locked
    }

    keyboardArea: [
        PinyinKeyboard {
            width: parent.width
            visible: screen.keys === "pinyin"
            keyboard: screen.vm.keyboard
        },
        DigitPad {
            width: parent.width
            visible: screen.keys === "digits" || screen.keys === "id"
            keyboard: screen.vm.keyboard
        }
    ]

    actions: [
        SecondaryButton {
            objectName: "remove-row"
            visible: screen.table !== null && screen.table.removable
            text: screen.say["form.table.remove"]
            tone: "bad"
            onClicked: screen.table.remove()
        },
        PrimaryButton {
            objectName: "row-done"
            visible: screen.table !== null
            text: screen.say["form.table.done"]
            arrow: false
            onClicked: screen.table.close()
        },
        PrimaryButton {
            objectName: "next"
            visible: screen.table === null
            text: screen.say["form.next"]
            onClicked: screen.vm.form.next()
        }
    ]
}
