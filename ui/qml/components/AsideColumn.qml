import QtQuick
import "../theme"

// The second column of a landscape page, behind its rule.
Item {
    readonly property Item slot: place

    Rectangle {
        x: -Theme.margin - 1
        width: 2
        height: parent.height
        color: Theme.hair
    }

    Pager {
        y: Theme.space16
        width: parent.width
        height: Math.max(Theme.target, parent.height - 2 * Theme.space16)

        Stack {
            id: place
            width: parent.width
        }
    }
}
