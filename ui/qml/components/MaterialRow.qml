import QtQuick
import "../theme"

// A paper that is asked for, in plain words, and the ways to satisfy it.
Item {
    id: root

    property int number: 0
    property string name: ""
    property string hint: ""
    property var chips: []
    property bool ruled: true

    readonly property real start: number > 0 ? Theme.u(56) : 0
    readonly property bool beside: width - start - chipFlow.natural >= Math.min(words.natural, width * (Theme.large ? 0.55 : 0.4))
    readonly property bool parts: !beside
    readonly property real chipTop: beside ? 0 : words.y + words.height + Theme.space8

    implicitHeight: Math.max(104, (beside ? Math.max(words.height, chipFlow.height) : words.height + chipFlow.height + Theme.space8) + 2 * Theme.space8)

    TextLabel {
        id: digit
        readonly property bool keepWithNext: true
        visible: root.number > 0
        y: root.beside ? (root.height - height) / 2 : Theme.space8
        text: root.number
        size: "l"
        strong: true
        tone: "accent"
    }

    Column {
        id: words
        readonly property bool divisible: true
        readonly property real natural: Math.max(title.implicitWidth, why.implicitWidth)
        x: root.start
        y: root.beside ? (root.height - height) / 2 : Theme.space8
        width: root.width - x - (root.beside ? chipFlow.natural + Theme.space16 : 0)

        TextLabel {
            id: title
            readonly property bool keepWithNext: true
            width: parent.width
            height: Math.max(implicitHeight, root.beside || !digit.visible ? 0 : digit.height)
            text: root.name
            size: "m"
            strong: true
            lineHeight: 0.95
        }

        TextLabel {
            id: why
            width: parent.width
            visible: text !== ""
            text: root.hint
            size: "s"
            tone: "muted"
            lineHeight: 0.95
        }
    }

    ChipFlow {
        id: chipFlow
        readonly property bool keepWithNext: true
        chips: root.chips
        x: root.beside ? root.width - width : root.start
        y: root.beside ? (root.height - height) / 2 : root.chipTop
        width: root.beside ? natural : root.width - root.start
    }

    Rectangle {
        visible: root.ruled
        width: parent.width
        height: 2
        y: parent.height - 2
        color: Theme.hair
    }
}
