import QtQuick

// A line of words or digits. While it is written in, the box is the first to know what stands in it.
WritingField {
    id: root

    readonly property bool decimal: question.modelData.keyboard === "decimal"

    objectName: "line-" + question.modelData.id
    label: question.label
    placeholder: question.alone ? question.modelData.label : ""
    note: question.alone ? "" : question.modelData.note
    problem: question.problem
    mask: question.modelData.mask
    maximumLength: question.modelData.limit
    keys: decimal ? "pinyin" : question.modelData.keyboard
    onEdited: text => question.vm.form.enter(question.modelData.id, text)
    onEntered: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    onActiveChanged: if (active && decimal) Qt.callLater(() => question.vm.keyboard.switchMode("digits"))
    Component.onCompleted: take()

    function take(): void {
        if (!active)
            text = question.vm.form.values[question.modelData.id] ?? "";
    }

    Connections {
        target: root.question.vm.form
        function onValuesChanged(): void { root.take(); }
    }
}
