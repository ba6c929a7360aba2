import QtQuick
import "../../theme"
import "../../components"

// A date by three wheels, with a box for hours and minutes where a time is asked for.
Column {
    id: root

    required property Question question
    readonly property var set: question.vm.form.values[question.modelData.id] ?? [0, 0, 0]
    readonly property var say: question.vm.texts.table
    readonly property bool divisible: true

    spacing: Theme.space24

    DatePicker {
        readonly property bool divisible: true
        width: parent.width
        label: root.question.label
        note: root.question.alone ? "" : root.question.modelData.note
        problem: root.question.problem
        year: root.set[0]
        month: root.set[1]
        day: root.set[2]
        firstYear: root.question.modelData.firstYear
        lastYear: root.question.modelData.lastYear
        startYear: root.question.modelData.startYear
        yearWord: root.say["form.date.year"]
        monthWord: root.say["form.date.month"]
        dayWord: root.say["form.date.day"]
        earlierWord: root.say["form.date.earlier"]
        laterWord: root.say["form.date.later"]
        onPicked: (year, month, day) => root.question.vm.form.pickDate(root.question.modelData.id, year, month, day)
    }

    WritingField {
        question: root.question
        keys: "digits"
        width: parent.width
        visible: root.question.kind === "date_time"
        label: root.say["form.time"]
        mask: "digits"
        maximumLength: 4
        onEdited: text => root.question.vm.form.pickTime(root.question.modelData.id, text)
        Component.onCompleted: text = root.question.vm.form.times[root.question.modelData.id] ?? ""
    }
}
