import QtQuick
import "../theme"

// One question with one line to write; what is wrong stands beside the box.
Item {
    id: root

    property string label: ""
    property string note: ""
    property string text: ""
    property string placeholder: ""
    property string problem: ""
    property string problemRemedy: ""
    property string mask: ""
    property int maximumLength: 200
    property bool readOnly: false
    property bool secret: false
    property var keyboard: null
    readonly property bool active: box.active
    readonly property bool beside: problem !== "" && width >= Theme.u(800)

    signal edited(text: string)
    signal entered
    signal leaving

    implicitHeight: head.height + Theme.space8 + box.height + (problem === "" || beside ? 0 : words.height + Theme.space8)

    function focusField(): void {
        box.focusField();
    }

    function wipe(): void {
        box.wipe();
    }

    function take(): string {
        return box.take();
    }

    FieldHead {
        id: head
        width: parent.width
        label: root.label
        note: root.note
    }

    InputBox {
        id: box
        y: head.height + Theme.space8
        width: root.beside || root.mask !== "" && root.width >= Theme.u(800) ? Math.round(root.width * 0.51) : root.width
        label: root.label
        description: root.problem === "" ? root.note : root.problem + " " + root.problemRemedy
        text: root.text
        placeholder: root.placeholder
        wrong: root.problem !== ""
        mask: root.mask
        maximumLength: root.maximumLength
        readOnly: root.readOnly
        secret: root.secret
        keyboard: root.keyboard
        onEdited: text => root.edited(text)
        onEntered: root.entered()
        onLeaving: root.leaving()
    }

    Problem {
        id: words
        text: root.problem
        remedy: root.problemRemedy
        x: root.beside ? box.width + Theme.space24 : 0
        y: root.beside ? box.y + (box.height - height) / 2 : box.y + box.height + Theme.space8
        width: root.width - x
    }
}
