import QtQuick
import "../theme"

// What the card already said: shown, not asked; a padlock instead of a box.
Item {
    id: root

    property string title: ""
    property var rows: []

    implicitHeight: words.implicitHeight + 2 * Theme.space24

    Panel {
        anchors.fill: parent
        visible: !Theme.isDark
    }

    Rectangle {
        visible: Theme.isDark
        width: 12
        height: parent.height
        radius: 6
        color: Theme.done
    }

    Column {
        id: words
        x: 32
        y: Theme.space24
        width: parent.width - 64
        spacing: Theme.space8

        Item {
            width: parent.width
            height: head.height

            Pictogram {
                id: padlock
                name: "lock"
                size: Math.round(40 * Theme.edge)
                color: Theme.done
                anchors.verticalCenter: parent.verticalCenter
            }

            TextLabel {
                id: head
                x: padlock.size + Theme.space16
                width: parent.width - x
                text: root.title
                size: "s"
                strong: true
                tone: "done"
            }
        }

        Facts {
            width: parent.width
            rows: root.rows
        }
    }
}
