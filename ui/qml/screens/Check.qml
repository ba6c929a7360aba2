pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "parts"

// Everything once more in the person's own words, with a way back to each part, and what they agree to.
Screen {
    id: screen

    property bool shown: false

    title: say["check.title"]
    lead: say["check.lead"]

    TextLabel {
        width: parent.width
        text: screen.vm.check.item
        size: "l"
        strong: true
        tone: "accent"
    }

    Banner {
        objectName: "by-hand"
        width: parent.width
        visible: screen.vm.check.keyed !== ""
        title: screen.vm.check.keyed
        tone: "warn"
        pictogram: "pen"
    }

    Repeater {
        model: screen.vm.check.groups

        CheckGroup {
            width: parent ? parent.width : 0
            editText: screen.say["check.edit"]
            onEdit: page => screen.vm.check.edit(page)
        }
    }

    aside: [
        Banner {
            width: parent.width
            visible: screen.vm.check.deferred !== ""
            title: screen.vm.check.deferred
            tone: "warn"
            pictogram: "clock"
        },
        Banner {
            width: parent.width
            title: screen.say["check.consent.title"]
            body: screen.vm.check.consent
            tone: "accent"
            pictogram: "lock"
        }
    ]

    // Nobody agrees to what they have not been shown: only on the last page does the button do so.
    actions: PrimaryButton {
        objectName: "next"
        text: screen.say[screen.shown ? "check.next" : "check.turn"]
        onClicked: screen.go()
    }

    // The word on the button may change how much fits on a page; following the page later keeps that from going round.
    Connections {
        target: screen.pager
        function onPageChanged(): void { follow.restart(); }
        function onPageCountChanged(): void { follow.restart(); }
    }

    Timer {
        id: follow
        interval: 0
        onTriggered: screen.shown = screen.shown || screen.pager.page + 1 >= screen.pager.pageCount
    }

    function go(): void {
        if (!shown && pager.page + 1 < pager.pageCount)
            pager.nextPage();
        else if (shown)
            vm.visit.confirm();
        else
            shown = true;
    }
}
