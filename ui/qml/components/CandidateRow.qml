pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// What the letters may mean; the first is taken by the space bar.
Item {
    id: root

    property var keyboard: null

    implicitHeight: Theme.keyHeight

    Binding {
        target: root.keyboard
        property: "room"
        value: root.width - 2 * (96 + 8)
        when: root.keyboard !== null
    }

    Binding {
        target: root.keyboard
        property: "em"
        value: Theme.fontKey
        when: root.keyboard !== null
    }

    Binding {
        target: root.keyboard
        property: "tint"
        value: Theme.accent
        when: root.keyboard !== null
    }

    Row {
        spacing: 8

        Repeater {
            model: root.keyboard ? root.keyboard.candidates : []

            Key {
                required property string modelData
                required property int index
                objectName: "candidate-" + index
                text: modelData
                first: index === 0
                onClicked: root.keyboard.choose(index)
            }
        }
    }

    Row {
        spacing: 8
        anchors.right: parent.right

        Key {
            visible: root.keyboard ? root.keyboard.hasLess : false
            text: Theme.word("keyPrevious")
            width: 96
            pictogram: "arrow-left"
            onClicked: root.keyboard.previousPage()
        }

        Key {
            visible: root.keyboard ? root.keyboard.hasMore : false
            text: Theme.word("keyNext")
            width: 96
            pictogram: "arrow-right"
            onClicked: root.keyboard.nextPage()
        }
    }
}
