pragma ComponentBehavior: Bound
import QtQuick
import "../../theme"
import "../../components"

// What a promise is: the duty, what comes after, what follows if it is not true.
Column {
    id: root

    property var say: ({})
    property string name: ""
    readonly property bool divisible: true

    spacing: Theme.space24

    Repeater {
        model: [{"key": "commitment.duty", "tone": "accent", "pictogram": "hand"}, {"key": "commitment.after", "tone": "accent", "pictogram": "search"},
            {"key": "commitment.false", "tone": "warn", "pictogram": "warning"}]

        Banner {
            required property var modelData
            readonly property list<string> lines: root.say[modelData.key].replace("{name}", root.name).split("\n")
            width: root.width
            title: lines[0]
            body: lines.slice(1).join("\n")
            tone: modelData.tone
            pictogram: modelData.pictogram
        }
    }
}
