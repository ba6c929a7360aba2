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
    readonly property bool beside: width - start - chipFlow.natural >= Math.min(words.natural, width * 0.4)
    readonly property real chipTop: beside ? 0 : words.y + words.height + Theme.space8

    implicitHeight: Math.max(104, (beside ? Math.max(words.height, chipFlow.height) : words.height + chipFlow.height + Theme.space8) + 2 * Theme.space8)

    TextLabel {
        visible: root.number > 0
        y: root.beside ? (root.height - height) / 2 : Theme.space8
        text: root.number
        size: "l"
        strong: true
        tone: "accent"
    }

    Column {
        id: words
        readonly property real natural: Math.max(title.implicitWidth, why.implicitWidth)
        x: root.start
        y: root.beside ? (root.height - height) / 2 : Theme.space8
        width: root.width - x - (root.beside ? chipFlow.natural + Theme.space16 : 0)

        TextLabel {
            id: title
            width: parent.width
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
