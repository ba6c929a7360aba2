pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Chips joined by "or".
Flow {
    id: root

    property var chips: []
    readonly property real natural: {
        let sum = 0;
        for (let i = 0; i < pieces.count; i++)
            sum += (pieces.itemAt(i) as Item)?.implicitWidth ?? 0;
        return sum + Math.max(0, pieces.count - 1) * spacing;
    }

    spacing: 8

    Repeater {
        id: pieces
        model: root.chips

        Row {
            id: piece
            required property var modelData
            required property int index
            spacing: 8

            TextLabel {
                visible: piece.index > 0
                text: Theme.word("or")
                size: "s"
                tone: "muted"
                height: chip.height
            }

            Chip {
                id: chip
                text: piece.modelData.text
                pictogram: piece.modelData.pictogram ?? ""
                tone: piece.modelData.tone ?? "accent"
            }
        }
    }
}
