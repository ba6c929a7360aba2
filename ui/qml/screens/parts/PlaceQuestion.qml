import QtQuick
import "../../theme"
import "../../components"

// A place: one of those the terminal knows, or written.
Column {
    id: root

    required property Question question
    readonly property string value: question.vm.form.values[question.modelData.id] ?? ""
    readonly property bool known: question.modelData.options.some(option => option.value === value)
    readonly property bool divisible: true

    spacing: Theme.space24

    ChoiceList {
        width: parent.width
        visible: root.question.modelData.options.length > 0
        label: root.question.label
        note: root.question.alone ? "" : root.question.modelData.note
        problem: root.question.problem
        options: root.question.modelData.options
        columns: 2
        chosen: [root.value]
        onPicked: value => {
            other.text = "";
            root.question.vm.form.pick(root.question.modelData.id, value);
        }
    }

    WritingField {
        id: other
        question: root.question
        width: parent.width
        label: root.question.modelData.options.length > 0 ? root.question.vm.texts.table["form.place.other"] : root.question.modelData.label
        maximumLength: root.question.modelData.limit
        onEdited: text => root.question.vm.form.enter(root.question.modelData.id, text)
        Component.onCompleted: text = root.known ? "" : root.value
    }
}
