import QtQuick
import "../../components"

// A line of words or digits. Its text is set once: from then on the box is the first to know what stands in it.
Field {
    id: root

    required property Question question

    label: question.label
    placeholder: question.alone ? question.modelData.label : ""
    note: question.alone ? "" : question.modelData.note
    problem: question.problem
    mask: question.modelData.mask
    maximumLength: question.modelData.limit
    keyboard: question.vm.keyboard
    onEdited: text => question.vm.form.enter(question.modelData.id, text)
    onEntered: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    onActiveChanged: {
        const keys = question.modelData.keyboard;
        question.writing(!active ? "" : keys === "decimal" ? "pinyin" : keys);
        if (active && keys === "decimal")
            Qt.callLater(() => question.vm.keyboard.switchMode("digits"));
    }
    Component.onCompleted: text = question.vm.form.values[question.modelData.id] ?? ""
}
