import QtQuick
import "../theme"

// Collected here and now; accepted later, elsewhere, by someone else.
Item {
    id: root

    property string firstTitle: ""
    property string firstBody: ""
    property string secondTitle: ""
    property string secondBody: ""
    readonly property real dot: Math.round(72 * Theme.edge)

    implicitHeight: Math.max(first.implicitHeight + Theme.space32, dot * 1.6) + Math.max(second.implicitHeight, dot)

    Rectangle {
        x: root.dot / 2 - 3
        y: root.dot / 2
        width: 6
        height: second.y
        color: Theme.line
    }

    Disc {
        size: root.dot
        tone: "done"
    }

    Moment {
        id: first
        x: root.dot + 32
        width: root.width - x
        title: root.firstTitle
        body: root.firstBody
        tone: "done"
    }

    Rectangle {
        y: second.y
        width: root.dot
        height: width
        radius: width / 2
        color: Theme.card
        border.width: 5
        border.color: Theme.line

        TextLabel {
            anchors.centerIn: parent
            text: "2"
            size: "caption"
            strong: true
            tone: "muted"
        }
    }

    Moment {
        id: second
        x: root.dot + 32
        y: Math.max(first.implicitHeight + Theme.space32, root.dot * 1.6)
        width: root.width - x
        title: root.secondTitle
        body: root.secondBody
    }
}
