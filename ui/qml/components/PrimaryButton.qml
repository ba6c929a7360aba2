import QtQuick
import "../theme"

// The one thing to do next; rightmost, widest, says its result.
Touchable {
    id: root

    property string pictogram: ""
    property bool arrow: pictogram === ""
    readonly property bool primary: true

    rest: enabled ? Theme.accent : Theme.sunk
    pressedFill: Theme.accentPressed
    edge: enabled ? Theme.accent : Theme.line
    horizontalPadding: Theme.space24
    verticalPadding: Theme.space8
    implicitHeight: Math.max(Theme.buttonHeight, implicitContentHeight + topPadding + bottomPadding)
    contentItem: IconText {
        text: root.text
        pictogram: root.pictogram
        trailing: root.arrow ? "arrow-right" : ""
        size: Theme.large && !Theme.portrait ? "m" : "l"
        color: root.enabled ? Theme.accentInk : Theme.muted
    }
}
