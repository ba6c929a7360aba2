import QtQuick
import "../../theme"
import "../../components"

// The witness is a clerk who signs in here: a way to call for one, then who it is, locked.
Item {
    id: root

    required property Question question
    readonly property string named: question.vm.form.values[question.modelData.id] ?? ""

    implicitHeight: named !== "" ? known.implicitHeight : asking.implicitHeight

    LockedPanel {
        id: known
        width: parent.width
        visible: root.named !== ""
        title: root.question.vm.texts.table["form.locked.clerk"]
        rows: [{"label": root.question.modelData.label, "value": root.named}]
    }

    Column {
        id: asking
        width: parent.width
        visible: root.named === ""
        spacing: Theme.space8

        FieldHead {
            width: parent.width
            label: root.question.label
            note: root.question.modelData.note
        }

        SecondaryButton {
            objectName: "call-clerk"
            width: Math.min(implicitWidth, parent.width)
            text: root.question.vm.texts.table["form.witness"]
            pictogram: "idcard"
            onClicked: root.question.vm.clerk.ask()
        }

        Problem {
            width: parent.width
            visible: text !== ""
            text: root.question.problem
        }
    }
}
