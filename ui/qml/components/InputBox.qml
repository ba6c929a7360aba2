pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// The box to write in; it takes hardware keys, and the page's own keyboard while it has the focus.
Rectangle {
    id: root

    property string label: ""
    property string description: ""
    property string text: ""
    property string placeholder: ""
    property string pictogram: ""
    property bool wrong: false
    property string mask: ""
    property int maximumLength: 200
    property bool readOnly: false
    // Dots for what is written, and nothing left of it once nobody writes in it.
    property bool secret: false
    property var keyboard: null
    readonly property bool active: input.activeFocus
    readonly property string hint: mask === "" ? "pinyin" : mask

    signal edited(text: string)
    signal entered
    signal leaving

    implicitHeight: Theme.fieldHeight
    radius: Theme.corner
    color: wrong ? Theme.tintBad : Theme.card
    border.width: active ? Theme.borderFocus : wrong ? Theme.borderState : Theme.borderControl
    border.color: wrong ? Theme.bad : active ? Theme.accent : Theme.line
    onTextChanged: if (input.text !== text) input.text = text

    function focusField(): void {
        input.forceActiveFocus();
    }

    function wipe(): void {
        input.clear();
    }

    function take(): string {
        const written = input.text;
        input.clear();
        return written;
    }

    onVisibleChanged: if (!visible && secret) wipe()

    TapHandler {
        onTapped: input.forceActiveFocus()
    }

    Pictogram {
        id: sign
        visible: root.pictogram !== ""
        name: root.pictogram
        size: Math.round(52 * Theme.edge)
        x: 32
        anchors.verticalCenter: parent.verticalCenter
    }

    TextLabel {
        visible: input.text === "" && input.preeditText === ""
        anchors.fill: input
        text: root.placeholder
        size: "m"
        tone: "muted"
        fitted: true
        Accessible.ignored: true
    }

    TextInput {
        id: input
        x: sign.visible ? sign.x + sign.size + 24 : 32
        width: parent.width - x - 24
        height: parent.height
        clip: true
        color: Theme.ink
        selectionColor: Theme.accent
        selectedTextColor: Theme.accentInk
        font.family: Theme.family
        font.pixelSize: Theme.fontL
        verticalAlignment: TextInput.AlignVCenter
        activeFocusOnTab: true
        readOnly: root.readOnly
        echoMode: root.secret ? TextInput.Password : TextInput.Normal
        passwordCharacter: "●"
        passwordMaskDelay: 0
        maximumLength: root.maximumLength
        validator: RegularExpressionValidator {
            regularExpression: root.mask === "digits" ? /[0-9]*/ : root.mask === "id" ? /[0-9]{0,18}|[0-9]{17}[Xx]/
                : root.mask === "code" ? /[0-9A-Za-z \/<-]*/ : /.*/
        }
        cursorDelegate: Rectangle {
            width: 5
            color: Theme.accent
            visible: input.cursorVisible
        }
        Accessible.role: Accessible.EditableText
        Accessible.name: root.label === "" ? root.placeholder : root.label
        Accessible.description: root.description
        Accessible.readOnly: readOnly
        Component.onCompleted: text = root.text
        onTextEdited: root.edited(text)
        onAccepted: root.entered()
        onActiveFocusChanged: {
            if (!activeFocus) {
                if (root.secret)
                    root.wipe();
                root.leaving();
            } else if (root.keyboard)
                root.keyboard.openFor(root.hint);
        }
        Keys.onPressed: event => event.accepted = root.keyboard !== null && root.keyboard.typed(event.key, event.text)
    }
}
