pragma ComponentBehavior: Bound
import QtQuick
import "../theme"
import "../components"
import "parts"

// Looking for a thing to do: the most used, the nine themes, a theme's list, the search.
Screen {
    id: screen

    readonly property string mode: vm.choose.mode
    // On a Mongolian page the themes stand in columns, with the search as a standing field before them.
    readonly property bool standing: Theme.vertical && Theme.portrait && mode === "home"
    readonly property bool searching: mode === "search"

    title: mode === "theme" ? vm.choose.themeName : mode === "search" || Theme.vertical ? "" : say["choose.title"]
    titleSize: "title"
    lead: mode === "theme" ? say["choose.theme.lead"] : ""
    goBack: () => vm.choose.leave()
    onModeChanged: {
        pager.page = 0;
        if (mode === "search")
            Qt.callLater(box.focusField);
    }

    Connections {
        target: screen.vm.keyboard
        function onFinished(): void { screen.forceActiveFocus(); }
    }

    Item {
        width: parent.width
        implicitHeight: box.implicitHeight
        visible: screen.mode !== "theme" && !screen.standing

        // At home the box is a button that leads to the search, so that Tab can pass it.
        Touchable {
            objectName: "search"
            anchors.fill: parent
            visible: !screen.searching
            text: screen.say["choose.search"]
            onClicked: screen.vm.choose.beginSearch()
        }

        SearchBox {
            id: box
            objectName: "search-box"
            width: parent.width
            enabled: screen.searching
            placeholder: screen.say["choose.search"]
            text: screen.vm.choose.query
            keyboard: screen.vm.keyboard
            onEdited: text => screen.vm.choose.search(text)
        }
    }

    SectionHead {
        width: parent.width
        visible: screen.mode === "home" && !screen.standing && screen.vm.choose.mostUsed.length > 0
        text: screen.say["choose.most_used"]
        size: "m"
    }

    Split {
        width: parent.width
        visible: screen.mode === "home" && !screen.standing
        columns: Theme.large && !Theme.portrait ? 1 : 2

        Repeater {
            model: screen.mode === "home" && !screen.standing ? screen.vm.choose.mostUsed : []
            ItemTile {
                vm: screen.vm
                half: true
            }
        }
    }

    TextLabel {
        width: parent.width
        visible: screen.searching && screen.vm.choose.items.length === 0
        text: screen.say[screen.vm.choose.query === "" ? "choose.search.lead" : "choose.search.none"]
        tone: "muted"
    }

    Repeater {
        model: screen.mode === "home" ? [] : screen.vm.choose.items
        ItemTile {
            width: parent ? parent.width : 0
            vm: screen.vm
        }
    }

    StandingThemes {
        width: parent.width
        visible: screen.standing
        vm: screen.vm
        onSearchChosen: screen.vm.choose.beginSearch()
    }

    aside: [
        // The tiles alone would leave the second column without a height to be shown by.
        Item {
            width: 1
            implicitHeight: 1
            visible: screen.mode === "home" && !Theme.portrait
        },
        SectionHead {
            width: parent.width
            visible: screen.mode === "home" && !screen.standing && Theme.portrait
            text: screen.say["choose.themes"]
            size: "m"
        },
        Split {
            width: parent.width
            visible: screen.mode === "home" && !screen.standing
            columns: Theme.large ? (Theme.portrait ? 2 : 1) : 3
            spacing: Theme.space24

            Repeater {
                model: screen.mode === "home" && !screen.standing ? screen.vm.choose.themes : []

                Tile {
                    required property var modelData
                    objectName: modelData.key
                    text: modelData.name
                    example: modelData.example
                    pictogram: modelData.pictogram
                    onClicked: screen.vm.choose.openTheme(modelData.key)
                }
            }
        }
    ]

    keyboardArea: PinyinKeyboard {
        width: parent.width
        visible: screen.searching && box.active
        keyboard: screen.vm.keyboard
    }
}
