import QtQuick
import "../theme"

// Collected here and now; accepted later, elsewhere, by someone else. A Pager may part the two.
Column {
    id: root

    property string firstTitle: ""
    property string firstBody: ""
    property string secondTitle: ""
    property string secondBody: ""
    readonly property bool divisible: true
    readonly property real dot: Math.round(72 * Theme.edge)

    Item {
        width: root.width
        height: Math.max(first.implicitHeight + Theme.space32, root.dot * 1.6)

        Rectangle {
            x: root.dot / 2 - 3
            y: root.dot / 2
            width: 6
            height: parent.height - y
            color: Theme.line
        }

        Disc {
            size: root.dot
            tone: "done"
        }

        Moment {
            id: first
            x: root.dot + 32
            width: parent.width - x
            title: root.firstTitle
            body: root.firstBody
            tone: "done"
        }
    }

    Item {
        width: root.width
        height: Math.max(second.implicitHeight, root.dot)

        Rectangle {
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
            width: parent.width - x
            title: root.secondTitle
            body: root.secondBody
        }
    }
}
