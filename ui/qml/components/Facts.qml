import QtQuick
import "../theme"

// Labels and values in two aligned columns; under one another when the words are large.
Column {
    id: root

    property var rows: []
    property string size: Theme.large ? "s" : "m"
    readonly property bool divisible: true
    readonly property bool beside: !Theme.large
    readonly property real labelWidth: Math.round(width * 0.3)

    spacing: Theme.space8

    Repeater {
        model: root.rows

        Item {
            id: fact
            required property var modelData
            width: root.width
            height: root.beside ? Math.max(label.height, value.height) : label.height + value.height

            TextLabel {
                id: label
                width: root.beside ? root.labelWidth - Theme.space16 : root.width
                text: fact.modelData.label
                size: "s"
                tone: "muted"
                topPadding: root.beside ? 3 : 0
            }

            TextLabel {
                id: value
                x: root.beside ? root.labelWidth : 0
                y: root.beside ? 0 : label.height
                width: root.width - x
                text: fact.modelData.value
                size: root.size
            }
        }
    }
}
