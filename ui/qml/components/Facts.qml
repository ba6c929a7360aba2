pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Labels and values in two aligned columns; under one another when the words are large.
Column {
    id: root

    property var rows: []
    property string size: Theme.large ? "s" : "m"
    readonly property bool divisible: true
    readonly property bool beside: !Theme.large
    readonly property real labelWidth: {
        let widest = 0;
        for (let i = 0; i < lines.count; i++)
            widest = Math.max(widest, (lines.itemAt(i) as FactLine)?.labelWidth ?? 0);
        return Math.min(widest + Theme.space32, width * 0.42);
    }

    spacing: Theme.space8

    Repeater {
        id: lines
        model: root.rows

        FactLine {
            required property var modelData
            width: root.width
            label: modelData.label
            value: modelData.value
            size: root.size
            beside: root.beside
            indent: root.labelWidth
        }
    }
}
