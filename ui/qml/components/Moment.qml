import QtQuick
import "../theme"

// One of the two moments: its head and what it means.
Column {
    id: root

    property string title: ""
    property string body: ""
    property string tone: "ink"

    TextLabel {
        width: parent.width
        text: root.title
        size: Theme.large ? "m" : "l"
        strong: true
        tone: root.tone
    }

    TextLabel {
        width: parent.width
        text: root.body
    }
}
