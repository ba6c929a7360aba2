import QtQuick
import "../theme"

// One number with its neighbours, turned by two keys, by a swipe or by the arrow keys.
FocusScope {
    id: root

    property string word: ""
    property int value: 0
    property int first: 0
    property int last: 99
    property int start: first
    property bool round: false
    property string earlierWord: ""
    property string laterWord: ""
    readonly property bool unset: value === 0
    // In a low window larger words, and the band of a Mongolian page, leave room for the number alone.
    readonly property bool alone: !Theme.portrait && (Theme.scale > 1 || Theme.vertical)

    signal picked(value: int)

    implicitHeight: column.implicitHeight

    function step(by: int): void {
        const span = last - first + 1;
        const next = unset ? start : value + by;
        picked(round ? first + (next - first + span * 10) % span : Math.max(first, Math.min(last, next)));
    }

    function shown(by: int): string {
        if (unset)
            return by === 0 ? "\u2014" : "";
        const span = last - first + 1;
        const next = value + by;
        if (round)
            return String(first + (next - first + span) % span);
        return next < first || next > last ? "" : String(next);
    }

    Column {
        id: column
        width: parent.width
        spacing: root.alone ? 4 : 8

        WheelKey {
            width: parent.width
            text: root.word + " " + root.earlierWord
            pictogram: "arrow-up"
            onClicked: root.step(-1)
        }

        Rectangle {
            id: face
            width: parent.width
            height: middle.height + (root.alone ? 8 : 2 * beyond.height + 16)
            radius: Theme.corner
            color: Theme.card
            border.width: face.activeFocus ? Theme.borderFocus : Theme.borderControl
            border.color: face.activeFocus ? Theme.accent : Theme.line
            activeFocusOnTab: true
            Accessible.role: Accessible.SpinBox
            Accessible.name: root.word
            Accessible.description: root.shown(0)
            Accessible.onIncreaseAction: root.step(1)
            Accessible.onDecreaseAction: root.step(-1)
            Keys.onUpPressed: root.step(-1)
            Keys.onDownPressed: root.step(1)
            Keys.onPressed: event => {
                const by = event.key === Qt.Key_PageUp ? -10 : event.key === Qt.Key_PageDown ? 10 : 0;
                event.accepted = by !== 0;
                if (by !== 0)
                    root.step(by);
            }

            DragHandler {
                id: drag
                property real taken: 0
                target: null
                xAxis.enabled: false
                onActiveChanged: taken = 0
                onTranslationChanged: {
                    const rows = Math.trunc((translation.y - taken) / beyond.height);
                    if (rows !== 0) {
                        taken += rows * beyond.height;
                        root.step(-rows);
                    }
                }
            }

            TextLabel {
                id: beyond
                visible: !root.alone
                width: parent.width
                y: 8
                text: root.shown(-1)
                size: "m"
                tone: "muted"
                align: "center"
            }

            TextLabel {
                id: middle
                width: parent.width
                y: root.alone ? 4 : beyond.y + beyond.height
                text: root.shown(0) + " " + root.word
                size: Theme.large ? "l" : "xl"
                strong: true
                tone: "accent"
                align: "center"
                fitted: true
            }

            TextLabel {
                width: parent.width
                visible: !root.alone
                y: middle.y + middle.height
                text: root.shown(1)
                size: "m"
                tone: "muted"
                align: "center"
            }
        }

        WheelKey {
            width: parent.width
            text: root.word + " " + root.laterWord
            pictogram: "arrow-down"
            onClicked: root.step(1)
        }
    }
}
