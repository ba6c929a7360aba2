import QtQuick
import "../theme"

// Items under one another which a Pager may part between pages.
Column {
    readonly property bool divisible: true

    spacing: Theme.space24
}
