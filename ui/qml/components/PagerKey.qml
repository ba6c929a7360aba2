import QtQuick
import "../theme"

// Turns one page; the arrow is enough, the word is for the screen reader.
Touchable {
    id: root

    property string pictogram: ""

    implicitWidth: Math.round(160 * Theme.edge)
    implicitHeight: Theme.target
    edge: enabled ? Theme.accent : Theme.line
    edgeWidth: Theme.borderControl
    rest: enabled ? Theme.card : Theme.paper
    opacity: enabled ? 1 : 0.35
    contentItem: Item {
        Pictogram {
            anchors.centerIn: parent
            name: root.pictogram
            size: Math.round(44 * Theme.edge)
            color: root.enabled ? Theme.accent : Theme.muted
        }
    }
}
