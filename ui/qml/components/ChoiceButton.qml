import QtQuick
import "../theme"

// One way to go on, as a big row; filled when it is the one advised.
Touchable {
    id: root

    property string hint: ""
    property string pictogram: ""
    property bool selected: false

    readonly property color front: selected ? Theme.accentInk : Theme.accent

    rest: selected ? Theme.accent : Theme.card
    pressedFill: selected ? Theme.accentPressed : Theme.pressed
    edge: Theme.accent
    edgeWidth: Theme.borderControl
    horizontalPadding: Theme.space24
    verticalPadding: Theme.space8
    implicitHeight: Math.max(Theme.choiceHeight, implicitContentHeight + topPadding + bottomPadding)
    Accessible.description: hint
    contentItem: Item {
        implicitWidth: main.implicitWidth
        implicitHeight: main.implicitHeight + (root.hint === "" ? 0 : below.implicitHeight)

        IconText {
            id: main
            width: parent.width
            height: implicitHeight
            y: (parent.height - parent.implicitHeight) / 2
            text: root.text
            pictogram: root.pictogram
            size: root.selected ? "l" : "m"
            color: root.front
        }

        TextLabel {
            id: below
            width: parent.width
            visible: text !== ""
            y: main.y + main.height
            text: root.hint
            size: "s"
            align: "center"
            color: root.front
            Accessible.ignored: true
        }
    }
}
